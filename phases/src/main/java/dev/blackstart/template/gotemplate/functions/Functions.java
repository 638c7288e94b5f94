package dev.blackstart.template.gotemplate.functions;

import dev.blackstart.template.gotemplate.Function;
import dev.blackstart.template.gotemplate.Outside;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The sets of functions the field's programs give their templates. */
public final class Functions {
  private static final List<Map<String, Function>> SPRIG =
      List.of(
          TextFunctions.TABLE,
          WordFunctions.TABLE,
          LayoutFunctions.TABLE,
          ListFunctions.TABLE,
          MapFunctions.TABLE,
          NumberFunctions.TABLE,
          DateFunctions.TABLE,
          DefaultFunctions.TABLE,
          EncodingFunctions.TABLE,
          RegexFunctions.TABLE,
          PathFunctions.TABLE,
          VersionFunctions.TABLE,
          UnsupportedFunctions.SPRIG);

  private Functions() {}

  /** Sprig 3.3, without what differs from run to run: those functions refuse by their name. */
  public static Map<String, Function> sprig() {
    Map<String, Function> all = new HashMap<>();
    SPRIG.forEach(all::putAll);
    return all;
  }

  /** Helm's: sprig's, and include, tpl, required, toYaml and their kin. */
  public static Map<String, Function> helm() {
    Map<String, Function> all = sprig();
    all.putAll(HelmFunctions.TABLE);
    return all;
  }

  /** Helmfile's: sprig's and its own; sprig's {@code get} is {@code sprigGet} there. */
  public static Map<String, Function> helmfile(Outside outside) {
    Map<String, Function> all = sprig();
    all.put("sprigGet", all.get("get"));
    all.putAll(HelmfileFunctions.TABLE);
    all.putAll(OutsideFunctions.of(outside));
    return all;
  }
}
