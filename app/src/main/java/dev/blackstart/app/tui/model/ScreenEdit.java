package dev.blackstart.app.tui.model;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A screen with some of its parts replaced. */
final class ScreenEdit {
  private int columns;
  private int rows;
  private Instant now;
  private Home home;
  private Optional<RunPicture> run;
  private Optional<String> vanished;
  private Forecast forecast;
  private List<Page> pages;
  private Map<String, Content> contents;
  private Optional<Dialog> dialog;
  private Optional<Typing> typing;
  private List<String> history;
  private Habits habits;
  private Optional<Msg.Told> notice;
  private List<TurnCluster> turn;
  private boolean commander;
  private Optional<String> commandedBy;
  private final boolean readonly;
  private boolean leaving;

  ScreenEdit(ScreenModel from) {
    columns = from.columns();
    rows = from.rows();
    now = from.now();
    home = from.home();
    run = from.run();
    vanished = from.vanished();
    forecast = from.forecast();
    pages = from.pages();
    contents = from.contents();
    dialog = from.dialog();
    typing = from.typing();
    history = from.history();
    habits = from.habits();
    notice = from.notice();
    turn = from.turn();
    commander = from.commander();
    commandedBy = from.commandedBy();
    readonly = from.readonly();
    leaving = from.leaving();
  }

  ScreenModel done() {
    return new ScreenModel(
        columns,
        rows,
        now,
        home,
        run,
        vanished,
        forecast,
        pages,
        contents,
        dialog,
        typing,
        history,
        habits,
        notice,
        turn,
        commander,
        commandedBy,
        readonly,
        leaving);
  }

  ScreenEdit size(int toColumns, int toRows) {
    columns = toColumns;
    rows = toRows;
    return this;
  }

  ScreenEdit now(Instant to) {
    now = to;
    return this;
  }

  ScreenEdit home(Home to) {
    home = to;
    return this;
  }

  ScreenEdit run(Optional<RunPicture> to) {
    run = to;
    return this;
  }

  ScreenEdit vanished(Optional<String> to) {
    vanished = to;
    return this;
  }

  ScreenEdit forecast(Forecast to) {
    forecast = to;
    return this;
  }

  ScreenEdit pages(List<Page> to) {
    pages = to;
    return this;
  }

  ScreenEdit contents(Map<String, Content> to) {
    contents = to;
    return this;
  }

  ScreenEdit dialog(Optional<Dialog> to) {
    dialog = to;
    return this;
  }

  ScreenEdit typing(Optional<Typing> to) {
    typing = to;
    return this;
  }

  ScreenEdit history(List<String> to) {
    history = List.copyOf(to);
    return this;
  }

  ScreenEdit habits(Habits to) {
    habits = to;
    return this;
  }

  ScreenEdit notice(Optional<Msg.Told> to) {
    notice = to;
    return this;
  }

  ScreenEdit turn(List<TurnCluster> to) {
    turn = List.copyOf(to);
    return this;
  }

  ScreenEdit commander(boolean to, Optional<String> other) {
    commander = to;
    commandedBy = other;
    return this;
  }

  ScreenEdit leaving() {
    leaving = true;
    return this;
  }
}
