package dev.blackstart.template.jinja;

/** Templates with what minijinja 2.12.0 makes of them. */
final class JinjaExamples {
  static final String[][] ALL = {
    {
      "{{ [1,'a',none,true,1.5,[2]] }} {{ {'a':'b','c':none} }}",
      "[1, \"a\", none, true, 1.5, [2]] {\"a\": \"b\", \"c\": none}"
    },
    {"{{ true }} {{ none }}", "true none"},
    {
      "{{ [1,'a']|tojson }} {{ {'a':1,'b':'<\\'>'}|tojson }} {{ {'a':[1,2]}|tojson(indent=2) }}",
      "[1,\"a\"] {\"a\":1,\"b\":\"\\u003c\\u0027\\u003e\"} {\n  \"a\": [\n    1,\n    2\n  ]\n}"
    },
    {"{{ 'a' * 3 }} {{ [1]+[2] }} {{ 'a' + 'b' }}", "aaa [1, 2] ab"},
    {
      "{{ s|title }} {{ s|capitalize }} {{ 'aBc dEf'|title }} {{ s|length }} {{ s|list }} {{"
          + " s|reverse }}",
      "A B A b Abc Def 3 [\"a\", \" \", \"b\"] b a"
    },
    {
      "{{ u|sort }} {{ u|sort(reverse=true) }} {{ u|unique }} {{"
          + " ms|sort(attribute='n')|map(attribute='n')|join('-') }}",
      "[1, 1, 2, 3] [3, 2, 1, 1] [3, 1, 2] a-b"
    },
    {"{{ s|replace(' ','_') }} {{ '  q '|trim }} {{ 'xxqx'|trim('x') }}", "a_b q q"},
    {
      "{{ 'a'|default('b') }} {{ ''|default('b',true) }} {{ none|default('b') }} {{ nope|d('q') }}",
      "a b none q"
    },
    {"{{ '1.5'|int }}", "1"},
    {
      "{{ 1 is odd }} {{ 2 is even }} {{ 4 is divisibleby 2 }} {{ 'a' is in 'abc' }} {{ 'a' is eq"
          + " 'a' }} {{ none is none }} {{ 'A' is upper }} {{ l is iterable }} {{ 'x' is iterable"
          + " }} {{ 1.0 is float }} {{ 1 is integer }} {{ true is boolean }} {{ 1 is sameas 1 }}",
      "true true true true true true true true true true true true true"
    },
    {"{{ x is not defined }} {{ not x is defined }}", "false false"},
    {
      "{% for i in l if i > 1 %}{{ loop.index }}:{{ i }}/{{ loop.length }} {% endfor %}",
      "1:2/2 2:3/2 "
    },
    {
      "{% for a,b in m|items %}{{ a }}{{ b }}{{ loop.first }}{{ loop.revindex }}{% endfor %}",
      "a1true2bzfalse1"
    },
    {
      "{% for i in l %}{% if i==2 %}{% continue %}{% endif %}{{ i }}{% if i==3 %}{% break %}{%"
          + " endif %}{% endfor %}",
      "13"
    },
    {"{% set a %}x{{ x }}{% endset %}{{ a|upper }}", "XV"},
    {"{% for i in [1] %}{% set q = i %}{% endfor %}{{ q is defined }}", "false"},
    {"{% if true %}{% set q = 1 %}{% endif %}{{ q }}", "1"},
    {"{% with a=1, b=2 %}{{ a+b }}{% endwith %}", "3"},
    {"{% filter upper %}a{{ x }}{% endfilter %}", "AV"},
    {"{{ range(1,6,2)|list }} {{ dict(a=1) }}", "[1, 3, 5] {\"a\": 1}"},
    {"{{ l[9] is defined }}", "false"},
    {"{{ 1 < 2 < 3 }}", "true"},
    {"{{ 'a' < 'b' }} {{ 1 == '1' }} {{ [1] == [1] }}", "true false true"},
    {"{{ 'a' 'b' }}", "ab"},
    {"{{ x if x }}|{{ 'q' if not x }}|", "v||"},
    {"{{ 0x1F }} {{ 1_000 }}", "31 1000"},
    {"{{ 'a\\nb\\u0041\\x41' }}", "a\nbAA"},
    {"{{ \"it's\" }} {{ ['it\\'s'] }}", "it's [\"it's\"]"},
    {"{{ 'ab'|first }} {{ 'ab'|last }}", "a b"},
    {
      "{{ m|list }} {{ m|length }} {{ m|dictsort(by='value') }}",
      "[\"a\", \"b\"] 2 [[\"a\", 1], [\"b\", \"z\"]]"
    },
    {"{{ l|map('upper') }}", "[\"1\", \"2\", \"3\"]"},
    {"{{ ['a']|map('upper')|join }}", "A"},
    {"{{ 3|string ~ 'x' }} {{ 'a'|bool }} {{ 0|bool }}", "3x true false"},
    {"{{ 10|pprint }}", "10"},
    {"{{ 'x'|urlencode }} {{ 'a b&c'|urlencode }}", "x a%20b%26c"},
    {"a{% include 'q' ignore missing %}b", "ab"},
    {"{{ 1/0 }}", "inf"},
    {
      "{{ [1,2,3]|max }} {{ [3]|sum }} {{ ['b','A']|sort }} {{ ['b','A']|sort(case_sensitive=true)"
          + " }}",
      "3 3 [\"A\", \"b\"] [\"A\", \"b\"]"
    },
    {
      "{{ ['a','b']|zip([1,2])|list }} {{ [1,[2]]|chain([3])|list }}",
      "[[\"a\", 1], [\"b\", 2]] [1, [2], 3]"
    },
    {"{{ (1,2) }} {{ () }} {{ (1,) }}", "[1, 2] [] [1]"},
    {"{%- for i in l -%} {{ i }} {%- endfor -%}  z", "123z"},
    {"{{- x -}}  z", "vz"},
    {"a\n  {# c #}\nb", "a\n  \nb"},
    {"{% raw -%} {{ q }} {%- endraw %}z", "{{ q }}z"},
    {"{% if x == 'v' %}1{% elif x %}2{% else %}3{% endif %}", "1"},
    {"{{ x.y is defined }}", "false"},
    {"{{ '\u00e9'|upper }} {{ true|int }} {{ true + 1 }}", "\u00c9 1 2"},
    {"{{ '<'|e }}{{ '<'|safe }}", "&lt;<"},
    {"a\n", "a"},
    {"a\n\n", "a\n"},
    {"{% if true %}\nx\n{% endif %}\ny\n", "\nx\n\ny"},
    {"a{{ x }}\r\nb\r\n", "av\r\nb"},
    {"{% if true -%}\n  x\n{%- endif +%}\ny", "x\ny"},
    {" {%+ if true %}x{% endif %}", " x"},
    {"{{ 'a' ~ 1 ~ none }}", "a1none"},
    {"{{ l|join(', ') }} {{ l|join }}", "1, 2, 3 123"},
    {"{% macro f(a,b=2) %}{{a}}{{b}}{% endmacro %}{{ f(1) }}{{ f(b=3,a=4) }}", "1243"},
    {"{% for k in m %}{{k}}{% endfor %}", "ab"},
    {
      "{% set ns = namespace(a=1) %}{% for i in l %}{% set ns.a = ns.a + i %}{% endfor %}{{ ns.a"
          + " }}",
      "7"
    },
    {
      "{% for i in l %}{{ loop.cycle('a','b') }}{{ loop.previtem is defined }}{{ loop.last }}{%"
          + " endfor %}",
      "afalsefalsebtruefalseatruetrue"
    },
    {"{% for i in [] %}a{% else %}e{% endfor %}", "e"},
    {"{{ [1,[2,3]]|list|length }}", "2"},
    {
      "{{ 1000000.0 }} {{ 0.1+0.2 }} {{ 10/4 }} {{ 4/2 }} {{ 7//2 }} {{ 2**10 }} {{ 7 % 4 }}",
      "1000000.0 0.30000000000000004 2.5 2.0 3 1024 3"
    },
    {"{{ 'x' if x == 'v' else 'n' }} {{ 'm' if x == 'controlplane' else 'w' }}", "x w"},
    {"{{ 'a\nb'|indent(2) }}|{{ 'a\n\nb'|indent(4, true) }}", "a\n  b|    a\n\n    b"},
    {
      "{{ 'abc'[1:] }} {{ l[-1] }} {{ l[1:] }} {{ l[::-1] }} {{ 'abc'[-1] }}",
      "bc 3 [2, 3] [3, 2, 1] c"
    },
    {"{% for i in range(3) %}{{ i }}{% endfor %} {{ range(1, 6, 2)|list }}", "012 [1, 3, 5]"},
    {"{{ [3,1,2]|sort|reverse|list }} {{ ['b','a']|sort|join }}", "[3, 2, 1] ab"},
    {"{{ {'b':1,'a':2}|tojson }}", "{\"b\":1,\"a\":2}"},
    {"{{ x is defined and x != '' }}", "true"},
    {"{{ m.nope is undefined }} {{ m.nope|default('d') }}", "true d"},
    {"{% if not (x == 'q' or 1 in l) %}a{% else %}b{% endif %}", "b"},
    {"{{ '%' }} {{ \"}}\" }} {{ '{{' }}", "% }} {{"},
    {"{{ {'a': {'b': 1}}.a.b }}", "1"},
    {"{{ -1|abs }} {{ 2*3 ~ 'x' }} {{ 1+2*3 }} {{ (1+2)*3 }} {{ 2**3**1 }}", "1 6x 7 9 8"},
    {"{% filter indent(2) %}a\nb{% endfilter %}", "a\n  b"},
    {"{% for i in l recursive %}{{ i }}{% endfor %}", "123"},
    {"{% set a = [1, 2] %}{% for b in a if b > 1 %}{{ b }}{% endfor %}", "2"},
    {"{{ ['a','b']|map('upper')|join('+') }}", "A+B"},
    {"{{ 'x'|default('y') }}{{ ''|default('z', true) }}", "xz"},
    {"{{ 'a'|e }}{{ true and 'x' }}{{ false or 'y' }}", "axy"},
    {
      "{{ ms|map(attribute='n')|join(',') }} {{"
          + " ms|selectattr('n','equalto','a')|map(attribute='v')|first }}",
      "b,a 2"
    },
    {"{# a #}{#- b -#} x", "x"},
    {"{% raw %}{{ a }}{% b %}{% endraw %}", "{{ a }}{% b %}"},
    {"{{ 'op://Prod/' ~ x ~ '-talos' }}", "op://Prod/v-talos"},
  };

  private JinjaExamples() {}
}
