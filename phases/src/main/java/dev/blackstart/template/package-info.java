/**
 * Text in, text out: the template languages and YAML as the field's programs read them; knows
 * nothing of clusters.
 */
package dev.blackstart.template;
