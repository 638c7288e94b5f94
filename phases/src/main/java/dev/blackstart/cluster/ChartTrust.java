package dev.blackstart.cluster;

/**
 * How the place a chart is fetched from is reached, where that is not as usual: the operator's
 * repository says so.
 *
 * @param authority file of the certificates that vouch for it; empty for those of this machine
 * @param certificate file of our own certificate; empty for none
 * @param key file of its key
 * @param anybody whether whoever answers is believed
 * @param plain whether it speaks HTTP without TLS
 */
public record ChartTrust(
    String authority, String certificate, String key, boolean anybody, boolean plain) {
  public static final ChartTrust USUAL = new ChartTrust("", "", "", false, false);

  /** The same, and what else is asked for. */
  public ChartTrust or(boolean anybodyToo, boolean plainToo) {
    return new ChartTrust(authority, certificate, key, anybody || anybodyToo, plain || plainToo);
  }
}
