package dev.blackstart.app.tui.model;

import dev.blackstart.world.Failure;

/** Why a phase failed and what to do about it, one line each. */
public record Trouble(Failure.Kind kind, String what, String remedy) {}
