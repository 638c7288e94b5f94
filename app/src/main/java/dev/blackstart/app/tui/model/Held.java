package dev.blackstart.app.tui.model;

/**
 * Somebody a phase waits for, and why.
 *
 * @param who node name or object
 * @param since world milliseconds of the run when this reason was first told
 */
public record Held(String who, String reason, long since) {}
