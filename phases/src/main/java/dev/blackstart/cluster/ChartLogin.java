package dev.blackstart.cluster;

/**
 * A login for a chart's registry or repository that the operator's repository names.
 *
 * @param everywhere whether it is sent on to other hosts that the repository's archives lie at
 * @param from where it is written, for people
 */
public record ChartLogin(String user, String password, boolean everywhere, String from) {
  @Override
  public String toString() {
    return "the login of " + from;
  }
}
