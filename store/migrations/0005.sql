-- What is to come is asked for by status and day.
CREATE INDEX incident_status ON incident(status, last);
