package dev.blackstart.repository.settings;

import dev.blackstart.cluster.Pin;
import dev.blackstart.cluster.Place;
import dev.blackstart.cluster.Role;
import java.util.Optional;

/**
 * What {@code blackstart.yaml} says of a node.
 *
 * @param name host name, when the node's config does not tell it
 * @param role what it is for
 * @param pin of its maintenance certificate
 * @param mac of the interface it is known by
 */
public record NodeSettings(
    Optional<String> name,
    Optional<Role> role,
    Optional<Pin> pin,
    Optional<String> mac,
    Place at) {}
