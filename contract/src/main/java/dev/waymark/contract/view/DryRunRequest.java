package dev.waymark.contract.view;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a mapping is to be tried on.
 *
 * @param courier whose payload it is; the mapping's own courier when absent
 * @param mapping the mapping file to try, in YAML; the active one when absent
 * @param payload the body as the courier would send it
 * @param headers that would come with it
 */
public record DryRunRequest(
        @Nullable String courier,
        @Nullable String mapping,
        String payload,
        @Nullable Map<String, String> headers) {}
