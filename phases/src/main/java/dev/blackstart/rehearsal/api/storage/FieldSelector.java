package dev.blackstart.rehearsal.api.storage;

import com.fasterxml.jackson.databind.JsonNode;
import dev.blackstart.rehearsal.api.status.Refusals;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A field selector as it stands in a query: {@code metadata.name=web,status.phase!=Running}. */
public final class FieldSelector {
  private static final Set<String> ALWAYS = Set.of("metadata.name", "metadata.namespace");

  /** The fields that a real server lets clients choose by. */
  private static final Map<String, Set<String>> FIELDS =
      Map.of(
          "pods",
          Set.of(
              "spec.nodeName",
              "spec.restartPolicy",
              "spec.schedulerName",
              "spec.serviceAccountName",
              "spec.hostNetwork",
              "status.phase",
              "status.podIP",
              "status.podIPs",
              "status.nominatedNodeName"),
          "nodes",
          Set.of("spec.unschedulable"),
          "namespaces",
          Set.of("status.phase"),
          "secrets",
          Set.of("type"),
          "services",
          Set.of("spec.clusterIP", "spec.type"),
          "jobs.batch",
          Set.of("status.successful"),
          "replicasets.apps",
          Set.of("status.replicas"),
          "replicationcontrollers",
          Set.of("status.replicas"),
          "certificatesigningrequests.certificates.k8s.io",
          Set.of("spec.signerName"),
          "events",
          Set.of(
              "involvedObject.kind",
              "involvedObject.namespace",
              "involvedObject.name",
              "involvedObject.uid",
              "involvedObject.apiVersion",
              "involvedObject.resourceVersion",
              "involvedObject.fieldPath",
              "reason",
              "reportingComponent",
              "source",
              "type"));

  private record Term(String field, String value, boolean equal) {
    boolean matches(JsonNode object) {
      return value(object).equals(value) == equal;
    }

    private String value(JsonNode object) {
      JsonNode node = object;
      if (field.equals("source") || field.equals("reportingComponent")) {
        String component = object.path("reportingComponent").asText();
        return component.isEmpty() ? object.path("source").path("component").asText() : component;
      }
      for (String part :
          (field.equals("status.successful") ? "status.succeeded" : field).split("\\.")) {
        node = node.path(part);
      }
      if (node.isMissingNode()
          && (field.equals("spec.unschedulable") || field.equals("spec.hostNetwork"))) {
        return "false";
      }
      return node.asText();
    }
  }

  private final List<Term> terms;

  private FieldSelector(List<Term> terms) {
    this.terms = terms;
  }

  /**
   * Reads a selector; an empty text chooses everything.
   *
   * @param selectable further fields, such as a custom resource's {@code selectableFields}
   */
  public static FieldSelector parse(String text, GroupResource resource, Set<String> selectable) {
    List<Term> terms = new ArrayList<>();
    for (String part : text.isEmpty() ? new String[0] : text.split(",")) {
      int differs = part.indexOf("!=");
      int equals = part.indexOf('=');
      if (equals <= 0) {
        throw Refusals.badRequest(
            "invalid selector: '" + text + "'; can't understand '" + part + "'");
      }
      String field = part.substring(0, differs > 0 ? differs : equals).trim();
      String value = part.substring(equals + 1);
      value = value.startsWith("=") ? value.substring(1) : value;
      boolean known =
          ALWAYS.contains(field)
              || FIELDS.getOrDefault(resource.toString(), Set.of()).contains(field)
              || selectable.contains(field);
      if (!known) {
        throw Refusals.badRequest("field label not supported: " + field);
      }
      terms.add(new Term(field, value.trim(), differs <= 0));
    }
    return new FieldSelector(List.copyOf(terms));
  }

  public boolean matches(JsonNode object) {
    return terms.stream().allMatch(term -> term.matches(object));
  }

  /** The one name that the selector asks for, or an empty text. */
  public String name() {
    return terms.stream()
        .filter(t -> t.field().equals("metadata.name") && t.equal())
        .map(Term::value)
        .findFirst()
        .orElse("");
  }
}
