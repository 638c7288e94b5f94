package dev.blackstart.app.tui.terminal;

import dev.blackstart.app.tui.view.Area;
import dev.blackstart.app.tui.view.Columns;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Carries out the control sequences a display sends, as a terminal does (ECMA-48, xterm). */
final class ReplayedTerminal {
  private final String[][] cells;
  private final List<String> modes = new ArrayList<>();
  private final List<String> pen = new ArrayList<>();
  private int column;
  private int row;

  ReplayedTerminal(Area area) {
    cells = new String[area.rows()][area.columns()];
    clear();
  }

  void take(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    for (int i = 0; i < text.length(); ) {
      int code = text.codePointAt(i);
      if (code == 0x1b && text.charAt(i + 1) == '[') {
        int end = i + 2;
        while (text.charAt(end) < 0x40) {
          end++;
        }
        control(text.substring(i + 2, end), text.charAt(end));
        i = end + 1;
      } else if (code < ' ') {
        throw new IllegalStateException("control character " + code);
      } else {
        put(code);
        i += Character.charCount(code);
      }
    }
  }

  private void control(String parameters, char letter) {
    switch (letter) {
      case 'H' -> {
        String[] parts = parameters.split(";");
        row = Integer.parseInt(parts[0]) - 1;
        column = Integer.parseInt(parts[1]) - 1;
      }
      case 'J' -> clear();
      case 'm' -> paint(parameters.split(";"));
      case 'h' -> modes.add(parameters);
      case 'l' -> modes.remove(parameters);
      default -> throw new IllegalStateException("CSI " + parameters + letter);
    }
  }

  /** The pen as a set of codes, the last of a kind alone. */
  private void paint(String[] codes) {
    for (int i = 0; i < codes.length; i++) {
      String code = codes[i];
      if (code.equals("0")) {
        pen.clear();
      } else if (code.equals("38") || code.equals("48")) {
        int parts = codes[i + 1].equals("2") ? 5 : 3;
        colour(code.substring(0, 1), String.join(";", Arrays.copyOfRange(codes, i, i + parts)));
        i += parts - 1;
      } else if (code.matches("[34]9")) {
        colour(code.substring(0, 1), "");
      } else if (code.matches("[34]\\d|9\\d|10\\d")) {
        colour(code.matches("4\\d|10\\d") ? "4" : "3", code);
      } else if (!pen.contains(code)) {
        pen.add(code);
      }
    }
    pen.sort(null);
  }

  private void colour(String ground, String code) {
    pen.removeIf(each -> each.startsWith(ground + ":"));
    if (!code.isEmpty()) {
      pen.add(ground + ":" + code);
    }
  }

  private void put(int code) {
    int width = Columns.of(code);
    cells[row][column] = Character.toString(code) + pen;
    if (width == 2) {
      cells[row][column + 1] = "";
    }
    column += width;
  }

  private void clear() {
    for (String[] line : cells) {
      Arrays.fill(line, " []");
    }
  }

  List<String> modes() {
    return modes;
  }

  /** Each cell with its pen, a row a line. */
  String seen() {
    StringBuilder out = new StringBuilder();
    for (String[] line : cells) {
      out.append(String.join(" ", line)).append('\n');
    }
    return out.toString();
  }

  String row(int number) {
    StringBuilder out = new StringBuilder();
    for (String cell : cells[number]) {
      out.append(cell.isEmpty() ? "" : cell.substring(0, cell.lastIndexOf('[')));
    }
    return out.toString().stripTrailing();
  }
}
