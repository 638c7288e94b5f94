package dev.blackstart.run;

import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.Reading;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.world.Inside;
import dev.blackstart.world.KubeObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Pods on paper: what a test says they answer. */
public final class PaperPods implements Inside {
  public Function<Command, Ran> runs = command -> Ran.unasked("no pod runs on paper");
  public Function<Question, Heard> hears = question -> Heard.unasked("no pod runs on paper");
  public final List<Command> commands = new ArrayList<>();
  public final List<Question> questions = new ArrayList<>();

  /** JSON is YAML. */
  @Override
  public KubeObject read(String json) {
    return new KubeObject(
        Yaml.document(json, "answer") instanceof MapNode map
            ? Reading.KUBERNETES.readMap(map)
            : Map.of());
  }

  @Override
  public List<Ran> run(List<Command> wanted) {
    commands.addAll(wanted);
    return wanted.stream().map(runs).toList();
  }

  @Override
  public List<Heard> ask(List<Question> wanted) {
    questions.addAll(wanted);
    return wanted.stream().map(hears).toList();
  }
}
