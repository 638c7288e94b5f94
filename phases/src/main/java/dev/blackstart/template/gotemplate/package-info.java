/**
 * The template language of Go (text/template) as Helm, helmfile and topf use it, with the functions
 * handed in.
 */
package dev.blackstart.template.gotemplate;
