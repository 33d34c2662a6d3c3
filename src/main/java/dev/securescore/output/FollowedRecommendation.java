package dev.securescore.output;

import dev.securescore.catalog.Recommendation;

/** A recommendation that counts and that a resource follows. */
public record FollowedRecommendation(Recommendation recommendation, ScannedResource resource) {}
