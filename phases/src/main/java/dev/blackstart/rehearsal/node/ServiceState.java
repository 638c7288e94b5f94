package dev.blackstart.rehearsal.node;

import dev.talos.api.machine.ServiceStateEvent;

/** States of a Talos service (Talos 1.12). */
enum ServiceState {
  INITIALIZED("Initialized", ServiceStateEvent.Action.INITIALIZED),
  STARTING("Starting", ServiceStateEvent.Action.STARTING),
  WAITING("Waiting", ServiceStateEvent.Action.WAITING),
  PREPARING("Preparing", ServiceStateEvent.Action.PREPARING),
  RUNNING("Running", ServiceStateEvent.Action.RUNNING),
  STOPPING("Stopping", ServiceStateEvent.Action.STOPPING),
  FINISHED("Finished", ServiceStateEvent.Action.FINISHED),
  FAILED("Failed", ServiceStateEvent.Action.FAILED),
  SKIPPED("Skipped", ServiceStateEvent.Action.SKIPPED);

  private final String word;
  private final ServiceStateEvent.Action action;

  ServiceState(String word, ServiceStateEvent.Action action) {
    this.word = word;
    this.action = action;
  }

  /** Nothing of it runs and nothing will by itself. */
  boolean isOver() {
    return switch (this) {
      case FINISHED, FAILED, SKIPPED -> true;
      case INITIALIZED, STARTING, WAITING, PREPARING, RUNNING, STOPPING -> false;
    };
  }

  /** As the API spells it. */
  String word() {
    return word;
  }

  ServiceStateEvent.Action action() {
    return action;
  }
}
