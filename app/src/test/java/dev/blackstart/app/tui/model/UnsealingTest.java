package dev.blackstart.app.tui.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A key of Vault is typed unseen, handed on and kept nowhere. */
class UnsealingTest {
  private static final String CANARY = "c4n4ry";

  @Test
  void theKeyIsHandedOnAndNeverShown() {
    Hands hands = asked();
    hands.type(CANARY);

    assertFalse(hands.screen().contains(CANARY), hands.screen());
    assertTrue(hands.screen().contains("******"), hands.screen());
    assertFalse(hands.model().toString().contains(CANARY));
    hands.press("enter");

    List<Intent> handed = hands.intents();
    assertEquals(List.of(new Intent.Unseal(CANARY)), handed);
    assertFalse(handed.toString().contains(CANARY));
    assertFalse(hands.model().dialog().isPresent());
  }

  @Test
  void withoutAKeyNothingIsHandedOn() {
    Hands hands = asked();

    hands.press("enter");

    assertTrue(hands.intents().isEmpty());
    assertTrue(hands.model().dialog().isPresent());
  }

  private static Hands asked() {
    Hands hands = Hands.onRun(80, 24).press(":").type("unseal").press("enter");
    hands.intents();
    return hands;
  }
}
