package dev.blackstart.repository.fresh;

import dev.blackstart.cluster.Role;
import java.util.Optional;

/**
 * A machine of a new cluster.
 *
 * @param mac of the link its address is on, in colons
 * @param fingerprint of its maintenance certificate, when it was seen
 */
public record NewMachine(
    String address,
    Role role,
    String name,
    InstallDisk disk,
    Optional<String> mac,
    Optional<String> fingerprint) {}
