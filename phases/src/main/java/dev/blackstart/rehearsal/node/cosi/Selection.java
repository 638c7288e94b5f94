package dev.blackstart.rehearsal.node.cosi;

import dev.talos.api.cosi.resource.IDQuery;
import dev.talos.api.cosi.resource.LabelQuery;
import dev.talos.api.cosi.resource.LabelTerm;
import dev.talos.api.cosi.resource.Resource;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Which resources a list or watch asks for: any of the label queries, and the id. */
final class Selection {
  private Selection() {}

  static Predicate<Resource> of(List<LabelQuery> labels, IDQuery id) {
    Predicate<Resource> named = named(id);
    return resource ->
        (labels.isEmpty()
                || labels.stream()
                    .anyMatch(
                        query ->
                            query.getTermsList().stream()
                                .allMatch(
                                    term -> holds(term, resource.getMetadata().getLabelsMap()))))
            && named.test(resource);
  }

  private static Predicate<Resource> named(IDQuery id) {
    if (id.getRegexp().isEmpty()) {
      return resource -> true;
    }
    try {
      Pattern pattern = Pattern.compile(id.getRegexp());
      return resource -> pattern.matcher(resource.getMetadata().getId()).find();
    } catch (PatternSyntaxException e) {
      return resource -> false;
    }
  }

  private static boolean holds(LabelTerm term, Map<String, String> labels) {
    String value = labels.get(term.getKey());
    boolean plain =
        switch (term.getOp()) {
          case EXISTS -> value != null;
          case NOT_EXISTS -> value == null;
          case EQUAL, IN -> value != null && term.getValueList().contains(value);
          case LT -> value != null && value.compareTo(term.getValue(0)) < 0;
          case LTE -> value != null && value.compareTo(term.getValue(0)) <= 0;
          case LT_NUMERIC -> value != null && number(value) < number(term.getValue(0));
          case LTE_NUMERIC -> value != null && number(value) <= number(term.getValue(0));
          case UNRECOGNIZED -> false;
        };
    return plain != term.getInvert();
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}
