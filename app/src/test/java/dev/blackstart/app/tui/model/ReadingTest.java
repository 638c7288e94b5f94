package dev.blackstart.app.tui.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.app.look.Document;
import dev.blackstart.app.look.Fact;
import dev.blackstart.app.look.Section;
import dev.blackstart.app.look.Weight;
import dev.blackstart.app.tui.view.Tone;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Texts: documents and logs, read, followed, searched and taken along. */
class ReadingTest {
  private static final Page KUBELET = Page.of(Page.Kind.SERVICE, "infra-05/kubelet");
  private static final Page FLUX = Page.of(Page.Kind.FLUX, "");

  @Test
  void aLogFollowsItsEndUntilSomebodyMovesAndSaysHowManyCameSince() {
    Hands hands = onLog(100);
    assertTrue(hands.screen().contains("line 99"));
    assertTrue(hands.screen().contains("following"));
    hands.press("k", "k");
    hands.tell(lines(100, 12));
    assertFalse(hands.screen().contains("line 111"));
    assertTrue(hands.screen().contains("paused, 12 new"), hands.screen());
    hands.press("G");
    assertTrue(hands.screen().contains("line 111"));
    assertTrue(hands.screen().contains("following"));
  }

  @Test
  void linesThatComeMoveNothingWhileItIsPaused() {
    Hands hands = onLog(100).press("pgup");
    String before = hands.sheet().row(5);
    hands.tell(lines(100, 500));
    assertEquals(before, hands.sheet().row(5));
  }

  @Test
  void pagesUpAndDownMoveByAScreen() {
    Hands hands = onLog(200);
    int window = hands.model().page().shown().window();
    hands.press("pgup");
    assertEquals(200 - 2 * window, hands.model().page().shown().first());
    hands.press("pgdn", "pgdn");
    assertTrue(hands.screen().contains("following"));
    hands.press("g");
    assertTrue(hands.sheet().row(2).contains("line 0"));
  }

  @Test
  void movingUpWithinTheScreenMovesTheCursorOnly() {
    Hands hands = onLog(200);
    String first = hands.sheet().row(2);
    hands.press("k", "k", "k");
    assertEquals(first, hands.sheet().row(2));
  }

  @Test
  void aFilterThatIsNoExpressionIsTakenAsItStandsAndSaysSo() {
    Hands hands = onLog(30).press("/").type("9(");
    assertTrue(hands.footer().contains("no regular expression"), hands.footer());
    assertTrue(hands.screen().contains("none of 30 lines match"), hands.screen());
    hands.press("backspace").press("enter");
    assertFalse(hands.footer().contains("as it stands"));
    assertTrue(hands.screen().contains("3 of 30 lines match"), hands.screen());
  }

  @Test
  void anInverseFilterShowsTheOthers() {
    Hands hands = onLog(30).press("/").type("!line [12]").press("enter");
    assertTrue(hands.screen().contains("8 of 30 lines match"), hands.screen());
  }

  @Test
  void whatMatchesIsMarked() {
    Hands hands = onLog(30).press("/").type("NE 2").press("enter");
    int row = 2;
    int column = hands.sheet().row(row).indexOf("line 2") + 2;
    assertEquals(Tone.MATCH, hands.sheet().tone(column, row));
    assertEquals(Tone.TEXT, hands.sheet().tone(column - 1, row));
  }

  @Test
  void aSearchGoesFromMatchToMatchAndLeavesTheLinesAround() {
    Hands hands = onDocument().press("\\").type("fact 1").press("enter");
    assertEquals("fact 1", line(hands));
    hands.press("n");
    assertEquals("fact 10", line(hands));
    hands.press("N", "N");
    assertEquals("fact 19", line(hands));
    assertTrue(hands.footer().contains("the beginning was passed"), hands.footer());
    assertTrue(hands.screen().contains("fact 20"));
    hands.press("esc");
    assertEquals("", hands.model().page().search());
    assertEquals(Page.Kind.FLUX, hands.model().page().kind());
  }

  @Test
  void aSearchForWhatIsNotThereSaysSo() {
    Hands hands = onDocument().press("\\").type("nowhere").press("enter");
    assertTrue(hands.footer().contains("nothing here matches nowhere"), hands.footer());
    assertTrue(onLog(3).press("n").footer().contains("nothing is searched for"));
  }

  @Test
  void theCursorOfADocumentStaysOnItsFactWhenOthersComeBefore() {
    Hands hands = onDocument().press("j", "j", "j", "j");
    String fact = line(hands);
    List<Fact> more = new ArrayList<>(List.of(Fact.plain("new"), Fact.plain("newer")));
    more.addAll(facts());
    hands.tell(new Msg.Looked(FLUX, document(more)));
    assertEquals(fact, line(hands));
  }

  @Test
  void aDocumentBeginsAtItsTop() {
    assertTrue(onDocument().sheet().row(2).contains("flux"));
  }

  @Test
  void whatCannotBeHadNowLeavesWhatWasSeenAndSaysHowOldItIs() {
    Hands hands = onDocument();
    hands.tell(
        new Msg.Looked(
            FLUX, Document.failed("the API does not answer; wait", Instant.EPOCH.plusSeconds(40))));
    hands.tell(new Msg.Ticked(Instant.EPOCH.plusSeconds(45)));
    assertTrue(hands.screen().contains("the API does not answer; wait"));
    assertTrue(hands.screen().contains("looking again, in vain for 0:05"), hands.screen());
    assertTrue(hands.screen().contains("fact 3"));
    assertTrue(hands.screen().contains("seen 0:45 ago"), hands.screen());
    int row = rowOf(hands, "fact 3");
    assertEquals(Tone.STALE, hands.sheet().tone(hands.sheet().row(row).indexOf("fact"), row));
  }

  @Test
  void greenIsDrawnOnlyWhileItIsFresh() {
    List<Fact> good = List.of(Fact.of(Weight.GOOD, "ready"));
    Hands hands = Hands.onRun(100, 30).tell(new Msg.Ticked(Instant.EPOCH));
    hands = Hands.on(hands.model().opened(FLUX)).tell(new Msg.Looked(FLUX, document(good)));
    int row = rowOf(hands, "ready");
    int column = hands.sheet().row(row).indexOf("ready");
    assertEquals(Tone.GOOD, hands.sheet().tone(column, row));
    hands.tell(new Msg.Ticked(Instant.EPOCH.plusSeconds(60)));
    assertEquals(Tone.STALE, hands.sheet().tone(column, row));
  }

  @Test
  void aServiceOfANodeOpensItsLog() {
    Page services = Page.of(Page.Kind.NODE, "infra-05").panel(1);
    Hands hands = Hands.on(Hands.onRun(100, 30).model().opened(services));
    List<Fact> facts =
        List.of(Fact.plain("apid").opening("apid"), Fact.plain("etcd").opening("etcd"));
    hands.tell(new Msg.Looked(services, document(facts)));
    hands.press("\\").type("etcd").press("enter", "enter");
    assertEquals(Page.of(Page.Kind.SERVICE, "infra-05/etcd"), hands.model().page());
  }

  @Test
  void aFactIsToldInFullWithWhatStandsBelowIt() {
    List<Fact> facts =
        List.of(
            Fact.plain("Kustomization db").seenBy("flux get ks db"),
            Fact.plain("waits for apps").deeper(1),
            Fact.plain("Kustomization web"));
    Hands hands = Hands.on(Hands.onRun(100, 30).model().opened(FLUX));
    hands.tell(new Msg.Looked(FLUX, document(facts))).press("j", "enter");
    Dialog told = hands.model().dialog().orElseThrow();
    assertEquals(
        List.of("Kustomization db", "  waits for apps", "see it  flux get ks db"), told.lines());
    hands.press("c");
    assertTrue(hands.intents().contains(new Intent.Copy("flux get ks db")));
  }

  @Test
  void whatIsCopiedIsTheCommandOfTheFactOrItsLine() {
    Hands hands = onDocument().press("j", "c");
    assertEquals(List.of(new Intent.Copy("fact 0")), hands.intents());
    assertEquals(List.of(new Intent.Copy("line 29")), onLog(30).press("c").intents());
  }

  @Test
  void allOfATextIsSavedWhateverIsFiltered() {
    Hands hands = onDocument().press("/").type("fact 7").press("enter", "s");
    Intent.Save saved = (Intent.Save) hands.intents().get(0);
    assertEquals("blackstart-flux-run.txt", saved.name());
    assertEquals(23, saved.text().lines().filter(line -> line.contains("fact ")).count());
  }

  @Test
  void longLinesAreWrappedOrMovedAside() {
    String words =
        IntStream.range(0, 60).mapToObj(i -> "word" + i).reduce("", (a, b) -> a + " " + b);
    Hands hands = onLog(0);
    hands.tell(new Msg.Streamed(KUBELET, List.of(said(words.strip())), false, true));
    assertFalse(hands.screen().contains("word59"));
    hands.press("right", "right", "right");
    assertFalse(hands.screen().contains("word0 "));
    hands.press("z");
    assertTrue(hands.screen().contains("word0 "));
    assertTrue(hands.screen().contains("word59"), hands.screen());
    assertTrue(hands.press("right").footer().contains("wrapped"), hands.footer());
  }

  @Test
  void theEndOfAWrappedLogIsInSight() {
    Hands hands = onLog(0).press("z");
    for (int i = 0; i < 20; i++) {
      hands.tell(
          new Msg.Streamed(KUBELET, List.of(said("x".repeat(150) + " end" + i)), false, true));
    }
    assertTrue(hands.screen().contains("end19"), hands.screen());
  }

  @Test
  void linesThatAreNotKeptAreCounted() {
    Hands hands = onLog(0).tell(lines(0, LogTail.MOST + 600));
    assertTrue(hands.screen().contains("older lines were not kept"), hands.screen());
    assertTrue(hands.screen().contains("line " + (LogTail.MOST + 599)));
  }

  @Test
  void aLogThatHasEndedSaysSo() {
    Hands hands = onLog(5).tell(new Msg.Streamed(KUBELET, List.of(), false, false));
    assertTrue(hands.screen().contains("no more lines come"), hands.screen());
  }

  private static String line(Hands hands) {
    Text text = Reading.of(hands.model());
    return text.line(Reading.cursor(hands.model(), text)).text();
  }

  private static int rowOf(Hands hands, String text) {
    return IntStream.range(0, 30)
        .filter(row -> hands.sheet().row(row).contains(text))
        .findFirst()
        .orElseThrow();
  }

  private static Hands onLog(int count) {
    Hands hands = Hands.on(Hands.onRun(100, 30).model().opened(KUBELET));
    hands.tell(new Msg.Streamed(KUBELET, List.of(), true, true));
    return hands.tell(lines(0, count));
  }

  private static Msg lines(int from, int count) {
    return new Msg.Streamed(
        KUBELET,
        IntStream.range(from, from + count).mapToObj(i -> said("line " + i)).toList(),
        false,
        true);
  }

  private static LogLine said(String text) {
    return new LogLine(Instant.EPOCH, "kubelet", text, LogLine.Weight.PLAIN);
  }

  private static Hands onDocument() {
    Hands hands = Hands.on(Hands.onRun(100, 30).model().opened(FLUX));
    hands.tell(new Msg.Ticked(Instant.EPOCH));
    return hands.tell(new Msg.Looked(FLUX, document(facts())));
  }

  private static List<Fact> facts() {
    return IntStream.rangeClosed(0, 22).mapToObj(i -> Fact.plain("fact " + i)).toList();
  }

  private static Document document(List<Fact> facts) {
    return Document.of(List.of(new Section("flux", facts)), Instant.EPOCH);
  }
}
