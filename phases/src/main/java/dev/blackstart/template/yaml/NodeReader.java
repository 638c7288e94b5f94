package dev.blackstart.template.yaml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;

/** Makes nodes of parse events; one instance reads one text once. */
final class NodeReader {
  private static final int DEEPEST = 400;
  private static final int LONGEST = 64 << 20;
  private static final long MOST_NODES = 1_000_000;
  private static final Pattern OTHER_VERSION =
      Pattern.compile("^%YAML +1\\.(?:[02-9]|1[0-9])", Pattern.MULTILINE);
  private static final String LONG_TAG = "tag:yaml.org,2002:";

  private final String text;
  private final String file;
  private final Parser parser;
  private final Map<String, Optional<YamlNode>> anchors = new HashMap<>();
  private final Map<YamlNode, Long> sizes = new IdentityHashMap<>();
  private int depth;

  NodeReader(String text, String file) {
    this.text = text;
    this.file = file;
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(LONGEST);
    this.parser = new ParserImpl(new StreamReader(text), options);
  }

  List<YamlNode> documents() {
    try {
      List<YamlNode> documents = new ArrayList<>();
      while (!parser.checkEvent(Event.ID.StreamEnd)) {
        if (parser.checkEvent(Event.ID.DocumentStart)) {
          checkVersion((DocumentStartEvent) parser.getEvent());
          anchors.clear();
          sizes.clear();
          document().ifPresent(documents::add);
        } else {
          parser.getEvent();
        }
      }
      return documents;
    } catch (MarkedYAMLException broken) {
      throw new YamlProblem(mark(broken.getProblemMark()), oneLine(broken.getProblem()));
    } catch (ReaderException unprintable) {
      throw unprintable(unprintable);
    } catch (YAMLException other) {
      throw new YamlProblem(new Mark(file, 1, 1), oneLine(other.getMessage()));
    }
  }

  /**
   * Both readers we stand in for refuse a document that declares another version than theirs; the
   * parser takes 1.2 for 1.1.
   */
  private void checkVersion(DocumentStartEvent begin) {
    Matcher declared = OTHER_VERSION.matcher(text);
    if (begin.getVersion() != null && declared.find()) {
      int line = 1 + (int) text.substring(0, declared.start()).lines().count();
      throw new YamlProblem(
          new Mark(file, line, 1), declared.group() + " is declared, YAML 1.1 alone is read");
    }
  }

  private Optional<YamlNode> document() {
    boolean empty =
        parser.peekEvent() instanceof ScalarEvent scalar
            && scalar.getValue().isEmpty()
            && scalar.isPlain()
            && scalar.getTag() == null
            && scalar.getAnchor() == null;
    YamlNode node = node();
    return empty ? Optional.empty() : Optional.of(node);
  }

  private YamlNode node() {
    Event event = parser.getEvent();
    if (event instanceof AliasEvent alias) {
      return aliased(alias);
    }
    NodeEvent begin = (NodeEvent) event;
    String anchor = begin.getAnchor();
    if (anchor != null) {
      anchors.put(anchor, Optional.empty());
    }
    if (++depth > DEEPEST) {
      throw new YamlProblem(
          mark(begin),
          "nested deeper than " + DEEPEST + " levels",
          "nest the document less deeply");
    }
    YamlNode node =
        switch (begin.getEventId()) {
          case Scalar -> scalar((ScalarEvent) begin);
          case SequenceStart -> list(mark(begin));
          default -> map(mark(begin));
        };
    depth--;
    if (anchor != null) {
      anchors.put(anchor, Optional.of(node));
    }
    return node;
  }

  private YamlNode aliased(AliasEvent alias) {
    Optional<YamlNode> node = anchors.get(alias.getAnchor());
    if (node == null) {
      throw new YamlProblem(mark(alias), "unknown anchor \"" + alias.getAnchor() + "\"");
    }
    return node.orElseThrow(
        () -> new YamlProblem(mark(alias), "anchor \"" + alias.getAnchor() + "\" contains itself"));
  }

  private ScalarNode scalar(ScalarEvent event) {
    String tag = event.getTag();
    if (tag != null && tag.startsWith(LONG_TAG)) {
      tag = "!!" + tag.substring(LONG_TAG.length());
    }
    return new ScalarNode(
        mark(event), event.getValue(), style(event.getScalarStyle()), Optional.ofNullable(tag));
  }

  private static ScalarNode.Style style(DumperOptions.ScalarStyle style) {
    return switch (style) {
      case SINGLE_QUOTED -> ScalarNode.Style.SINGLE_QUOTED;
      case DOUBLE_QUOTED, JSON_SCALAR_STYLE -> ScalarNode.Style.DOUBLE_QUOTED;
      case LITERAL -> ScalarNode.Style.LITERAL;
      case FOLDED -> ScalarNode.Style.FOLDED;
      case PLAIN -> ScalarNode.Style.PLAIN;
    };
  }

  private ListNode list(Mark mark) {
    List<YamlNode> items = new ArrayList<>();
    long size = 1;
    while (!parser.checkEvent(Event.ID.SequenceEnd)) {
      YamlNode item = node();
      items.add(item);
      size = grow(size, item, mark);
    }
    parser.getEvent();
    ListNode list = new ListNode(mark, items);
    sizes.put(list, size);
    return list;
  }

  private MapNode map(Mark mark) {
    Map<String, MapNode.Entry> entries = new LinkedHashMap<>();
    Map<String, Mark> own = new HashMap<>();
    long size = 1;
    while (!parser.checkEvent(Event.ID.MappingEnd)) {
      Mark at = mark(parser.peekEvent());
      if (!(node() instanceof ScalarNode key)) {
        throw new YamlProblem(at, "a mapping key must be a scalar");
      }
      YamlNode value = node();
      if (isMerge(key)) {
        size = merge(entries, own, value, at, size);
        continue;
      }
      Mark first = own.putIfAbsent(key.text(), at);
      if (first != null) {
        throw new YamlProblem(
            at, "key \"" + key.text() + "\" is already set on line " + first.line());
      }
      entries.put(key.text(), new MapNode.Entry(key, value));
      size = grow(size, value, mark);
    }
    parser.getEvent();
    MapNode map = new MapNode(mark, entries);
    sizes.put(map, size);
    return map;
  }

  private static boolean isMerge(ScalarNode key) {
    return key.text().equals("<<")
        && key.tag().map("!!merge"::equals).orElse(key.style() == ScalarNode.Style.PLAIN);
  }

  /**
   * Keys of the mapping itself win over merged ones, an earlier merged mapping over a later one.
   */
  private long merge(
      Map<String, MapNode.Entry> entries,
      Map<String, Mark> own,
      YamlNode value,
      Mark at,
      long sizeBefore) {
    long size = sizeBefore;
    List<YamlNode> sources = value instanceof ListNode list ? list.items() : List.of(value);
    for (YamlNode source : sources) {
      if (!(source instanceof MapNode map)) {
        throw new YamlProblem(at, "a merge key takes a mapping or a list of mappings");
      }
      for (MapNode.Entry entry : map.entries()) {
        if (!own.containsKey(entry.key().text())) {
          entries.putIfAbsent(entry.key().text(), entry);
        }
      }
      size = grow(size, source, at);
    }
    return size;
  }

  /** Counts nodes as they are when every alias is written out: a few lines can mean billions. */
  private long grow(long size, YamlNode node, Mark mark) {
    long grown = size + sizes.getOrDefault(node, 1L);
    if (grown > MOST_NODES) {
      throw new YamlProblem(
          mark,
          "its aliases stand for more than " + MOST_NODES + " values",
          "write fewer aliases of aliases");
    }
    return grown;
  }

  private Mark mark(Event event) {
    return mark(event.getStartMark());
  }

  private Mark mark(org.yaml.snakeyaml.error.Mark at) {
    return at == null ? new Mark(file, 1, 1) : new Mark(file, at.getLine() + 1, at.getColumn() + 1);
  }

  private YamlProblem unprintable(ReaderException problem) {
    int at = Math.min(problem.getPosition(), text.codePointCount(0, text.length()));
    String before = text.substring(0, text.offsetByCodePoints(0, at));
    int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
    int column = before.length() - before.lastIndexOf('\n');
    String character = String.format("U+%04X", problem.getCodePoint());
    return new YamlProblem(
        new Mark(file, line, column), "character " + character + " is not allowed in YAML");
  }

  private static String oneLine(String problem) {
    return problem == null ? "not valid YAML" : problem.strip().replaceAll("\\s*\n\\s*", " ");
  }
}
