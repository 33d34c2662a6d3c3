/** What other tools read: SARIF, JUnit, Markdown and the commands of GitHub's workflows. */
@NullMarked
package dev.securescore.output.exchange;

import org.jspecify.annotations.NullMarked;
