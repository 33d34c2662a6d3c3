package dev.securescore.engine;

import dev.securescore.exemption.Exemption;
import dev.securescore.exemption.ExemptionName;
import dev.securescore.scoring.Score;
import java.util.List;
import java.util.Set;

/**
 * What an exemption does at one moment; of one that does not hold, what it would be about.
 *
 * @param exemption the exemption itself
 * @param matched verdicts that it is about, of resources and recommendations that it names
 * @param needed how many of them are unhealthy underneath
 * @param unknown how many could not be judged
 * @param exempted findings that are exempt by it, alone or with others
 * @param open findings of which it covers a container while another container fails
 * @param deciding the exemptions that decide where this one would otherwise
 * @param silent recommendations that it names and that do not judge here
 * @param whole recommendations that do not look at the containers that it names
 * @param without the score of its namespace, or of the cluster, if it were not declared
 * @param with the same as it is
 */
public record ExemptionFacts(
    Exemption exemption,
    int matched,
    int needed,
    int unknown,
    int exempted,
    int open,
    Set<ExemptionName> deciding,
    List<String> silent,
    List<String> whole,
    Score without,
    Score with) {}
