/** That what we hand to an operator is true: manifests, compose file, AsyncAPI document and decisions. */
@NullMarked
package dev.waymark.local.deployment;

import org.jspecify.annotations.NullMarked;
