package dev.blackstart.rehearsal.api.rules;

import com.fasterxml.jackson.databind.JsonNode;
import dev.blackstart.rehearsal.api.resource.ResourceType;
import dev.blackstart.rehearsal.api.status.ApiFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What names and labels may look like. */
final class Names {
  private static final Pattern SUBDOMAIN =
      Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?");
  private static final Pattern LABEL_VALUE =
      Pattern.compile("(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?");
  private static final int LONGEST_SUBDOMAIN = 253;
  private static final int LONGEST_LABEL = 63;

  /** Kinds whose names are path segments: nearly anything goes. */
  private static final Set<String> FREE =
      Set.of(
          "roles",
          "clusterroles",
          "rolebindings",
          "clusterrolebindings",
          "events",
          "flowschemas",
          "ipaddresses");

  private static final Set<String> LABELS = Set.of("namespaces", "services");

  private static final String SUBDOMAIN_RULE =
      "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or"
          + " '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex"
          + " used for validation is"
          + " '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
  private static final String LABEL_RULE =
      "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and"
          + " must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc',"
          + " regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";

  private Names() {}

  static List<ApiFailure.Cause> check(ResourceType type, JsonNode object) {
    List<ApiFailure.Cause> causes = new ArrayList<>();
    JsonNode metadata = object.path("metadata");
    JsonNode name = metadata.path("name");
    String text = name.asText();
    if (FREE.contains(type.plural())) {
      if (text.equals(".") || text.equals("..") || text.contains("/") || text.contains("%")) {
        causes.add(Causes.invalid("metadata.name", name, "may not contain '/' or '%'"));
      }
    } else if (LABELS.contains(type.plural()) && !type.custom()) {
      if (text.length() > LONGEST_LABEL || !LABEL.matcher(text).matches()) {
        causes.add(Causes.invalid("metadata.name", name, LABEL_RULE));
      }
    } else if (text.length() > LONGEST_SUBDOMAIN || !SUBDOMAIN.matcher(text).matches()) {
      causes.add(Causes.invalid("metadata.name", name, SUBDOMAIN_RULE));
    }
    for (Map.Entry<String, JsonNode> label : metadata.path("labels").properties()) {
      String value = label.getValue().asText();
      if (value.length() > LONGEST_LABEL || !LABEL_VALUE.matcher(value).matches()) {
        causes.add(
            Causes.invalid(
                "metadata.labels",
                label.getValue(),
                "a valid label must be an empty string or consist of alphanumeric characters, '-',"
                    + " '_' or '.', and must start and end with an alphanumeric character (e.g."
                    + " 'MyValue',  or 'my_value',  or '12345', regex used for validation is"
                    + " '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')"));
      }
    }
    return causes;
  }
}
