package dev.blackstart.rehearsal.api.admission;

/** What is done to an object, in the words of webhooks' rules. */
public enum Operation {
  CREATE,
  UPDATE,
  DELETE
}
