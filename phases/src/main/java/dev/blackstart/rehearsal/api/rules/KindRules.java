package dev.blackstart.rehearsal.api.rules;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.api.status.ApiFailure;
import java.util.List;

/**
 * What the API server does with the objects of one kind beyond their schema. All methods change
 * {@code next} in place.
 */
interface KindRules {
  /** Fills in what depends on other fields of the client's own object. */
  default void defaults(ObjectNode next) {}

  /** Prepares a new object: what the client may not choose, what is allocated for it. */
  default void create(ObjectNode next) {}

  /** Prepares an object that takes another's place. */
  default void update(ObjectNode current, ObjectNode next) {}

  /** What is wrong with a new object ({@code current} is null) or with a change. */
  default void validate(ObjectNode current, ObjectNode next, List<ApiFailure.Cause> causes) {}

  /** The object is gone: what was allocated for it is free again. */
  default void deleted(ObjectNode last) {}
}
