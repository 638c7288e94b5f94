package dev.blackstart.jhelm.remote;

/**
 * Who we are at a registry or repository.
 *
 * @param identityToken traded for others at the registry's token server; empty for none
 * @param registryToken sent as it is; empty for none
 * @param from where it is written, for people
 */
record Login(
    String user, String password, String identityToken, String registryToken, String from) {
  static Login of(String user, String password, String from) {
    return new Login(user, password, "", "", from);
  }

  /** As a header of user and password. */
  String basic() {
    return Download.basic(user + ":" + password);
  }

  @Override
  public String toString() {
    return "the login of " + from;
  }
}
