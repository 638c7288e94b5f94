/** The functions templates call: sprig's, Helm's and helmfile's, as tables by theme. */
package dev.blackstart.template.gotemplate.functions;
