package dev.blackstart.app;

import dev.blackstart.app.door.OrderDesk;
import dev.blackstart.run.Event;
import dev.blackstart.run.Orders;
import dev.blackstart.run.PhaseId;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Hands the orders of a console to the runner and writes each into the journal. */
final class OrderBook implements OrderDesk {
  private static final int INTERRUPTED = 130;

  private final Orders orders;
  private final Consumer<Function<Event.Stamp, Event>> tell;

  OrderBook(Orders orders, Consumer<Function<Event.Stamp, Event>> tell) {
    this.orders = orders;
    this.tell = tell;
  }

  @Override
  public void pause(String by) {
    if (orders.pausedBy().isEmpty()) {
      tell.accept(stamp -> new Event.PauseAsked(stamp, by));
      orders.pause(by);
    }
  }

  @Override
  public Optional<String> pausedBy() {
    return orders.pausedBy();
  }

  @Override
  public void moreTime(PhaseId phase, Duration more, String by) {
    Duration budget = orders.extend(phase, more);
    tell.accept(stamp -> new Event.BudgetExtended(stamp, phase, budget.toMillis(), by));
  }

  /** Ends the process, whose shutdown hook interrupts the run and writes its last line. */
  @Override
  public void abort() {
    System.exit(INTERRUPTED);
  }
}
