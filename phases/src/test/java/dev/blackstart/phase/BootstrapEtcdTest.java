package dev.blackstart.phase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.cluster.Node;
import dev.blackstart.run.PaperWorld;
import dev.blackstart.run.Runner;
import dev.blackstart.world.Failure;
import dev.blackstart.world.Machines.BootstrapAnswer;
import dev.blackstart.world.Machines.EtcdMember;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BootstrapEtcdTest {
  private final PaperWorld paper = new PaperWorld();
  private final BootstrapEtcd phase =
      new BootstrapEtcd(Specs.threeControlPlanes(), Duration.ofMinutes(10));

  @BeforeEach
  void etcdWaits() {
    Specs.threeControlPlanes()
        .nodes()
        .forEach(node -> paper.etcdState.put(node.address(), "Preparing"));
  }

  @Test
  void theChoiceIsWrittenDownBeforeTheCall() throws Exception {
    paper.after(Duration.ofSeconds(30), this::allJoin);

    Specs.run(paper, phase);

    assertEquals(
        List.of("choose etcd.bootstrap.node", "choose etcd.bootstrap.sent", "bootstrap infra-01"),
        paper.acts);
  }

  @Test
  void membersThatExistAreNotBootstrappedAgain() throws Exception {
    allJoin();

    Specs.run(paper, phase);

    assertEquals(List.of(), bootstraps());
  }

  @Test
  void aRunThatDiedAfterTheCallAsksTheSameNodeAgainAndNotAtOnce() throws Exception {
    paper.choices.put("etcd.bootstrap.node", "10.25.11.12");
    paper.choices.put("etcd.bootstrap.sent", paper.now().toString());
    paper.bootstrapAnswers.add(BootstrapAnswer.ALREADY_BOOTSTRAPPED);
    paper.after(Duration.ofMinutes(7), this::allJoin);

    Specs.run(paper, phase);

    assertEquals(List.of("bootstrap infra-02"), bootstraps());
  }

  @Test
  void aNodeThatCannotYetIsAskedAgain() throws Exception {
    paper.bootstrapAnswers.add(BootstrapAnswer.NOT_YET);
    paper.after(Duration.ofMinutes(2), this::allJoin);

    Specs.run(paper, phase);

    assertEquals(2, bootstraps().size());
  }

  @Test
  void dataOfAnotherClusterIsNotTakenForOurs() throws Exception {
    paper.members.add(
        new EtcdMember("0000000000000001", "old-01", List.of("https://10.9.9.9:2380"), false));

    Failure failure = Specs.run(paper, phase).failure().orElseThrow();

    assertTrue(failure.what().contains("etcd holds another cluster"), failure.what());
    assertTrue(failure.what().endsWith("they are old-01 https://10.9.9.9:2380"), failure.what());
    assertEquals(List.of(), bootstraps());
  }

  @Test
  void aNodeOfAnotherClusterIsNotBootstrapped() throws Exception {
    PaperWorld another = MachineCases.another();
    another.etcdState.putAll(paper.etcdState);

    Failure failure = Specs.run(another, phase).failure().orElseThrow();

    assertTrue(failure.what().contains("it is of another cluster"), failure.what());
    assertTrue(another.acts.stream().noneMatch(act -> act.startsWith("bootstrap")));
  }

  @Test
  void learnersAreWaitedFor() throws Exception {
    allJoin();
    EtcdMember learner = paper.members.removeLast();
    paper.members.add(new EtcdMember(learner.id(), learner.hostname(), learner.peerUrls(), true));

    Runner.Result result = Specs.run(paper, phase);

    Failure failure = result.failure().orElseThrow();
    assertTrue(failure.what().contains("infra-03: a learner"), failure.what());
  }

  private List<String> bootstraps() {
    return paper.acts.stream().filter(act -> act.startsWith("bootstrap")).toList();
  }

  private void allJoin() {
    int id = 1;
    for (Node node : Specs.threeControlPlanes().nodes()) {
      paper.members.add(
          new EtcdMember(
              String.format("%016x", id++),
              node.name(),
              List.of("https://" + node.address() + ":2380"),
              false));
    }
  }
}
