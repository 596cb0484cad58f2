//! The version line: a platform's releases along one axis. Solid is on by
//! default, dotted must be switched on, hatched is missing; TLS 1.3 is the
//! thinner line below. The page draws the same in `www/src/version-line.ts`.

use maud::{Markup, html};

use crate::model::{Platform, Rule, Support};
use crate::render::support::{by_build, summary, support};

/// The line of the platform's plain builds, with its ends named and its words
/// for those who do not see it.
pub fn version_line(platform: &Platform) -> Markup {
    let rules = by_build(platform).into_iter().next().map(|(_, rules)| rules).unwrap_or_default();
    let [first, .., last] = rules.as_slice() else { return html! {} };
    html! {
        figure.head-line {
            svg.version-line role="img" aria-label=(summary(platform)) {
                @for index in 1..rules.len() {
                    @let at = percent(index, rules.len());
                    line.tick x1=(at) x2=(at) y1="16" y2="40" {}
                }
                (strokes(&rules, "tls12", "22", |rule| rule.tls12))
                (strokes(&rules, "tls13", "36", |rule| rule.tls13))
            }
            div.ends {
                small { (first.label) }
                small { (last.label) }
            }
            figcaption.hint data-t="lines" {}
        }
    }
}

fn strokes(rules: &[&Rule], class: &str, y: &str, of: impl Fn(&Rule) -> Support) -> Markup {
    let mut from = 0;
    let runs: Vec<_> = rules
        .chunk_by(|one, next| of(one) == of(next))
        .map(|run| {
            let start = from;
            from += run.len();
            (start, from, run.first().map_or(Support::Unknown, |rule| of(rule)))
        })
        .collect();
    html! {
        @for (start, end, what) in runs {
            line class={ (class) " " (what.id()) } x1=(percent(start, rules.len()))
                x2=(percent(end, rules.len())) y1=(y) y2=(y) { title { (support(what)) } }
        }
    }
}

/// A part of the axis, in hundredths.
fn percent(part: usize, of: usize) -> String {
    let hundredths = 10_000 * part / of.max(1);
    format!("{}.{:02}%", hundredths / 100, hundredths % 100)
}
