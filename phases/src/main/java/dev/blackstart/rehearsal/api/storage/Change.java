package dev.blackstart.rehearsal.api.storage;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One change of one object. The objects are shared and never changed.
 *
 * @param revision the resource version that the change made
 * @param object the object after the change; for a deletion its last state
 * @param previous the object before the change, or null when it is new
 */
public record Change(Kind kind, long revision, ObjectNode object, ObjectNode previous) {
  /** What a watch calls the change. */
  public enum Kind {
    ADDED,
    MODIFIED,
    DELETED
  }
}
