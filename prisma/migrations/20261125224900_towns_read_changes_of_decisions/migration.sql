-- A town is told that a change of its decision is considered, and afterwards what came of it. What is proposed and why is
-- shown to it only once a second coordinator has confirmed it: the service leaves that out.
DROP POLICY read ON corrections;
CREATE POLICY read ON corrections FOR SELECT USING (
  (SELECT actor_sees_all()) OR town_id = ANY ((SELECT actor_towns())::uuid[]));
