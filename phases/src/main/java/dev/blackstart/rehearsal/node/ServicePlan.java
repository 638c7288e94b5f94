package dev.blackstart.rehearsal.node;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * How a service comes up.
 *
 * @param waitsFor what it still waits for, in Talos's words; empty when it may go on. Absent for
 *     services that wait for nothing
 * @param pre its pre state
 * @param run from the runner to the running process
 * @param running what is said then; {@code %d} is the process id
 * @param firstCheck when health is looked at first; absent for services without checks
 */
record ServicePlan(
    String id,
    Optional<Function<Boot, Optional<String>>> waitsFor,
    Work pre,
    Work run,
    String running,
    Optional<Duration> firstCheck,
    Predicate<Boot> healthy) {}
