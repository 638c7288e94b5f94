package dev.blackstart.app.look;

import dev.blackstart.app.Inspection;
import dev.blackstart.app.Refusal;
import dev.blackstart.world.Failure;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** Finds out about topics in a world that was opened to be looked at. */
public final class Looks {
  private final Inspection inspection;
  private final PhaseLook phases;

  public Looks(Inspection inspection) {
    this.inspection = inspection;
    this.phases =
        new PhaseLook(
            inspection.world(),
            inspection.spec(),
            new CrdLook(inspection.world(), inspection.spec()));
  }

  /**
   * What is true of a topic now. A world that does not answer is a document that says so.
   *
   * @param seen wall time now
   */
  public Document at(Topic.InWorld topic, Instant seen) throws InterruptedException {
    try {
      return Document.of(sections(topic), seen);
    } catch (Failure failure) {
      return Document.failed(failure.what() + "; " + failure.remedy(), seen);
    } catch (Refusal refusal) {
      return Document.failed(refusal.getMessage() + "; " + refusal.remedy(), seen);
    }
  }

  /**
   * What is true of a topic now.
   *
   * @throws Failure when the world does not answer
   */
  public List<Section> sections(Topic.InWorld topic) throws InterruptedException {
    Instant now = inspection.world().time().wall();
    return switch (topic) {
      case Topic.OfNode of -> nodes().at(of);
      case Topic.NodeLog log -> List.of(nodes().past(log));
      case Topic.Release release -> phases.sections(release.phase(), now);
      case Topic.Flux flux -> phases.sections("flux", now);
      case Topic.Applications all -> phases.sections("applications", now);
      case Topic.Crds of -> phases.sections("crds", now);
    };
  }

  /**
   * Lines of a log, the newest of the past first and then what comes, across restarts of the node.
   *
   * @throws Failure when it cannot be had
   * @throws InterruptedException when nobody wants it any more
   */
  public void follow(Topic.NodeLog log, Consumer<String> lines) throws InterruptedException {
    nodes().follow(log, lines);
  }

  /**
   * A log from its beginning to its end, line by line: nothing of it is kept here.
   *
   * @throws Failure when it cannot be had
   */
  public void whole(Topic.NodeLog log, Consumer<String> lines) throws InterruptedException {
    nodes().whole(log, lines);
  }

  /**
   * A log of a node.
   *
   * @param newest how many lines of its past, -1 for all
   */
  public GrowingLog log(Topic.NodeLog log, int newest) {
    return nodes().log(log, newest);
  }

  private NodeLook nodes() {
    return new NodeLook(inspection.diagnostics(), inspection::node, inspection.world().time());
  }
}
