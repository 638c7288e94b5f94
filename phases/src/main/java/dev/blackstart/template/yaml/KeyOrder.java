package dev.blackstart.template.yaml;

/**
 * The order go-yaml writes keys in: letters after everything else, runs of digits by their value.
 */
final class KeyOrder {
  private KeyOrder() {}

  static int compare(String left, String right) {
    int[] a = left.codePoints().toArray();
    int[] b = right.codePoints().toArray();
    for (int i = 0; i < a.length && i < b.length; i++) {
      if (a[i] != b[i]) {
        return compareAt(a, b, i);
      }
    }
    return Integer.compare(a.length, b.length);
  }

  private static int compareAt(int[] a, int[] b, int at) {
    boolean leftLetter = Character.isLetter(a[at]);
    boolean rightLetter = Character.isLetter(b[at]);
    if (leftLetter && rightLetter) {
      return Integer.compare(a[at], b[at]);
    }
    if (leftLetter || rightLetter) {
      return rightLetter ? -1 : 1;
    }
    // A digit that follows a number other than 0 belongs to it: leading zeros count then.
    long lead = (a[at] == '0' || b[at] == '0') && followsNumber(a, at) ? 1 : 0;
    int leftEnd = endOfDigits(a, at);
    int rightEnd = endOfDigits(b, at);
    int byValue = Long.compare(value(lead, a, at, leftEnd), value(lead, b, at, rightEnd));
    if (byValue != 0) {
      return byValue;
    }
    return leftEnd != rightEnd ? Integer.compare(leftEnd, rightEnd) : Integer.compare(a[at], b[at]);
  }

  private static boolean followsNumber(int[] key, int at) {
    for (int i = at - 1; i >= 0 && Character.isDigit(key[i]); i--) {
      if (key[i] != '0') {
        return true;
      }
    }
    return false;
  }

  private static int endOfDigits(int[] key, int from) {
    int end = from;
    while (end < key.length && Character.isDigit(key[end])) {
      end++;
    }
    return end;
  }

  private static long value(long lead, int[] key, int from, int to) {
    long value = lead;
    for (int i = from; i < to; i++) {
      value = value * 10 + key[i] - '0';
    }
    return value;
  }
}
