/** The JSON under {@code /api}, and every refusal in the form its reader takes. */
@NullMarked
package dev.waymark.gateway.web;

import org.jspecify.annotations.NullMarked;
