/** YAML with file and line for every node, and the two ways Go programs read its scalars. */
package dev.blackstart.template.yaml;
