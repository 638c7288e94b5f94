package dev.blackstart.rehearsal.actor;

import dev.blackstart.rehearsal.actor.client.ApiAccess;
import dev.blackstart.rehearsal.actor.client.Pace;
import dev.blackstart.rehearsal.actor.fault.Faults;
import dev.blackstart.rehearsal.actor.kubelet.KubeletHost;
import dev.blackstart.rehearsal.actor.webhook.WebhookServer;
import dev.blackstart.rehearsal.pki.Authority;
import java.util.List;

/**
 * What actors are started with.
 *
 * @param access to an API server that need not answer yet
 * @param bare whether the API server does not itself collect what lost its owner and empty
 *     namespaces, as a real one does not
 * @param machines every machine whose kubelet may come to run
 * @param podRange IPv4 range of pod addresses, as {@code 10.244.0.0/16}
 * @param authority of the cluster, which signs what is approved
 * @param webhooks where the API server's webhook calls arrive
 * @param pace how long things take
 * @param faults what goes wrong
 */
public record ActorSettings(
    ApiAccess access,
    boolean bare,
    List<KubeletHost> machines,
    String podRange,
    Authority authority,
    WebhookServer webhooks,
    Pace pace,
    Faults faults) {
  public ActorSettings {
    machines = List.copyOf(machines);
  }
}
