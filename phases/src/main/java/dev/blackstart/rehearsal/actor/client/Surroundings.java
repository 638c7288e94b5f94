package dev.blackstart.rehearsal.actor.client;

import dev.blackstart.rehearsal.actor.fault.Faults;
import dev.blackstart.rehearsal.control.Agenda;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What every actor is given: the API server, views of it, the world's agenda and its pace. */
public final class Surroundings implements AutoCloseable {
  private final ApiClient client;
  private final Informers informers;
  private final Agenda agenda;
  private final Pace pace;
  private final Faults faults;
  private final Consumer<String> trouble;
  private final AtomicLong names = new AtomicLong();
  private final List<Reconciler> reconcilers = new CopyOnWriteArrayList<>();
  private volatile boolean closed;

  /**
   * Surroundings on an API server that need not answer yet.
   *
   * @param trouble told of what should not happen, one line each
   */
  public Surroundings(
      ApiAccess access, Agenda agenda, Pace pace, Faults faults, Consumer<String> trouble) {
    this.faults = faults;
    this.client = ApiClient.to(access, agenda, "kube-controller-manager");
    this.informers = new Informers(client, agenda);
    this.agenda = agenda;
    this.pace = pace;
    this.trouble = trouble;
  }

  /** Speaks as kube-controller-manager; see {@link ApiClient#as}. */
  public ApiClient client() {
    return client;
  }

  public Informer informer(ResourceType type) {
    return informers.of(type);
  }

  public Pace pace() {
    return pace;
  }

  /** What goes wrong because somebody asked for it. */
  public Faults faults() {
    return faults;
  }

  /** What timestamps in objects go by. */
  public Instant wall() {
    return agenda.wall();
  }

  /** World time. */
  public Instant now() {
    return agenda.now();
  }

  /** Does something after a while of world time, unless everything has ended by then. */
  public void after(Duration delay, Runnable act) {
    if (!closed) {
      agenda.after(delay, () -> guarded(act));
    }
  }

  /** Does something soon. */
  public void soon(Runnable act) {
    if (!closed) {
      agenda.execute(() -> guarded(act));
    }
  }

  /** Keeps the world at 1x while much is done for it at once; see {@link Agenda#hold}. */
  public Agenda.Hold hold() {
    return agenda.hold();
  }

  private void guarded(Runnable act) {
    try {
      if (!closed) {
        act.run();
      }
    } catch (RuntimeException e) {
      if (!closed) {
        trouble.accept(e.toString());
      }
    }
  }

  public void trouble(String line) {
    trouble.accept(line);
  }

  /** A queue that begins to work when the views of these types are whole. */
  public Reconciler reconciler(Reconciler.Act act, ResourceType... needs) {
    CompletableFuture<?>[] whole =
        Stream.of(needs).map(type -> informer(type).synced()).toArray(CompletableFuture<?>[]::new);
    Reconciler reconciler = new Reconciler(act, agenda, trouble);
    reconcilers.add(reconciler);
    reconciler.startAfter(CompletableFuture.allOf(whole));
    return reconciler;
  }

  /** Does something once, when a custom resource is defined; its informer may be asked for then. */
  public void whenDefined(ResourceType type, Runnable act) {
    AtomicBoolean done = new AtomicBoolean();
    Key definition = Key.cluster(type.plural() + "." + type.group());
    informer(ResourceType.DEFINITIONS)
        .listen(
            change -> {
              boolean there =
                  change.now().map(Resource::key).filter(definition::equals).isPresent();
              if (there && done.compareAndSet(false, true)) {
                soon(act);
              }
            });
  }

  /** An ending for a generated name, as {@code x7k2p}. */
  public String suffix(String forWhat) {
    return Pace.letters(pace.number(forWhat, Long.toString(names.incrementAndGet())), 5);
  }

  @Override
  public void close() {
    closed = true;
    reconcilers.forEach(Reconciler::close);
    informers.close();
    client.close();
  }
}
