package dev.blackstart.app.cli;

import dev.blackstart.app.Inspection;
import dev.blackstart.app.Json;
import dev.blackstart.app.look.Section;
import dev.blackstart.app.look.SectionText;
import dev.blackstart.app.plain.Harmless;
import dev.blackstart.cluster.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** A verb that asks one node of the last run's world: the rehearsal that stands, else the live. */
abstract class NodeVerb implements Callable<Integer> {
  @ParentCommand private NodeCommand parent;
  @Mixin private SharedOptions shared;

  @Override
  public final Integer call() {
    try (Inspection inspection = Inspection.last(shared.state(), shared.files())) {
      ask(inspection, inspection.node(parent.node()));
    } catch (InterruptedException nobodyReads) {
      // What was written to is closed; what was asked for has been told as far as it was wanted.
    }
    return ExitCodes.DONE;
  }

  /** Asks the node, and prints what it tells. */
  abstract void ask(Inspection inspection, Node node) throws InterruptedException;

  final boolean json() {
    return shared.json();
  }

  final void print(List<Section> sections) {
    SectionText.lines(sections, shared.colours()).forEach(System.out::println);
  }

  /** Prints a line of something that may go on for ever; stops when nobody reads it any more. */
  final void stream(String line) {
    System.out.println(json() ? line : Harmless.text(line, false));
    if (System.out.checkError()) {
      Thread.currentThread().interrupt();
    }
  }

  /** Prints the one JSON object of a verb, with what was asked for under its own name. */
  final void print(Node node, String name, Object told) {
    Map<String, Object> document = about(node);
    document.put(name, told);
    System.out.println(Json.line(document));
  }

  /** The beginning of every JSON object about a node. */
  static Map<String, Object> about(Node node) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("v", 1);
    document.put("node", node.name());
    document.put("address", node.address());
    return document;
  }
}
