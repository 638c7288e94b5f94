package dev.blackstart.repository.talos;

import dev.blackstart.repository.settings.TalosSettings;
import dev.blackstart.repository.source.Findings;
import dev.blackstart.repository.source.JinjaTemplates;
import dev.blackstart.repository.source.RepositoryFiles;
import java.util.Map;

/**
 * What reading the Talos side of a cluster needs besides its files.
 *
 * @param settings what {@code blackstart.yaml} says of it
 * @param templates renders with the operator's variables
 * @param env the environment, with that of {@code blackstart.yaml}
 * @param generatedSecrets whether secrets are made up, so that none need be there
 */
public record TalosReading(
    RepositoryFiles tree,
    Findings findings,
    TalosSettings settings,
    JinjaTemplates templates,
    Map<String, String> env,
    boolean generatedSecrets) {}
