package dev.blackstart.cluster;

import java.util.List;

/**
 * What Flux or Argo CD will bring into a cluster, as far as its repository tells.
 *
 * @param all in the order in which they are found
 * @param unseen what only shows once it runs, each with the reason
 */
public record Deliveries(List<Delivery> all, List<String> unseen) {
  public static final Deliveries NONE = new Deliveries(List.of(), List.of());

  public Deliveries {
    all = List.copyOf(all);
    unseen = unseen.stream().distinct().toList();
  }
}
