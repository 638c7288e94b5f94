package dev.blackstart.rehearsal.actor.operator;

import java.util.List;

/**
 * The types that the operator of Cilium 1.18 registers, as its ClusterRole names them.
 *
 * <p>Columns: plural, kind, scope, versions, short names.
 */
final class CiliumDefinitions {
  private static final String TABLE =
      """
      ciliumbgpadvertisements CiliumBGPAdvertisement Cluster v2,v2alpha1 cbgpadvert
      ciliumbgpclusterconfigs CiliumBGPClusterConfig Cluster v2,v2alpha1 cbgpcluster
      ciliumbgpnodeconfigoverrides CiliumBGPNodeConfigOverride Cluster v2,v2alpha1 cbgpnodeoverride
      ciliumbgpnodeconfigs CiliumBGPNodeConfig Cluster v2,v2alpha1 cbgpnode
      ciliumbgppeerconfigs CiliumBGPPeerConfig Cluster v2,v2alpha1 cbgppeer
      ciliumbgppeeringpolicies CiliumBGPPeeringPolicy Cluster v2alpha1 bgpp
      ciliumcidrgroups CiliumCIDRGroup Cluster v2,v2alpha1 ccg
      ciliumclusterwideenvoyconfigs CiliumClusterwideEnvoyConfig Cluster v2 ccec
      ciliumclusterwidenetworkpolicies CiliumClusterwideNetworkPolicy Cluster v2 ccnp
      ciliumegressgatewaypolicies CiliumEgressGatewayPolicy Cluster v2 cegp
      ciliumendpoints CiliumEndpoint Namespaced v2 cep,ciliumep
      ciliumendpointslices CiliumEndpointSlice Cluster v2alpha1 ces
      ciliumenvoyconfigs CiliumEnvoyConfig Namespaced v2 cec
      ciliumgatewayclassconfigs CiliumGatewayClassConfig Namespaced v2alpha1 cgcc
      ciliumidentities CiliumIdentity Cluster v2 ciliumid
      ciliuml2announcementpolicies CiliumL2AnnouncementPolicy Cluster v2alpha1 l2announcement
      ciliumloadbalancerippools CiliumLoadBalancerIPPool Cluster v2,v2alpha1 ippools,ippool,lbippool,lbippools
      ciliumlocalredirectpolicies CiliumLocalRedirectPolicy Namespaced v2 clrp
      ciliumnetworkpolicies CiliumNetworkPolicy Namespaced v2 cnp,ciliumnp
      ciliumnodeconfigs CiliumNodeConfig Namespaced v2,v2alpha1 -
      ciliumnodes CiliumNode Cluster v2 cn,ciliumn
      ciliumpodippools CiliumPodIPPool Cluster v2alpha1 cpip
      """;

  private CiliumDefinitions() {}

  static List<Definition> all() {
    return TABLE.lines().map(line -> definition(line.split(" "))).toList();
  }

  private static Definition definition(String[] columns) {
    return new Definition(
        "cilium.io",
        columns[0],
        columns[1],
        columns[2].equals("Namespaced"),
        List.of(columns[3].split(",")),
        columns[4].equals("-") ? List.of() : List.of(columns[4].split(",")));
  }
}
