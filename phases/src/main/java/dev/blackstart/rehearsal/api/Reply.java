package dev.blackstart.rehearsal.api;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** An answer: its code and its object. */
record Reply(int code, ObjectNode body) {
  static Reply ok(ObjectNode body) {
    return new Reply(200, body);
  }

  static Reply created(ObjectNode body) {
    return new Reply(201, body);
  }
}
