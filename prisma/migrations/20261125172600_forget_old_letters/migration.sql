-- The portal itself forgets letters and links that are long over.
CREATE POLICY remove ON "mails" FOR DELETE USING ((SELECT actor_is('system')));
CREATE POLICY remove ON "password_resets" FOR DELETE USING ((SELECT actor_is('system')));
