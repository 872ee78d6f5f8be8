//! Quiz, prediction, order: judged without any engine.

use crate::verdict::{args, open, passed};
use course::model::{Chosen, Exercise, Failure, Order, Predict, Quiz, Verdict};

/// All right options and no other. With several right ones, points are given for each right choice, less one for each
/// wrong one, so that ticking everything earns nothing.
pub(crate) fn quiz(exercise: &Exercise, quiz: &Quiz, chosen: &[usize]) -> Verdict {
    let mut options: Vec<usize> = chosen.iter().copied().filter(|option| *option < quiz.correct.len()).collect();
    options.sort_unstable();
    options.dedup();
    let all = quiz.correct.iter().filter(|right| **right).count();
    let right = options.iter().filter(|option| quiz.correct[**option]).count();
    let wrong = options.len() - right;
    let chosen = options.iter().map(|option| Chosen { option: *option, right: quiz.correct[*option] }).collect();
    if right == all && wrong == 0 && all > 0 {
        return Verdict { chosen, ..passed(exercise) };
    }
    let share = if quiz.multiple && all > 1 { right.saturating_sub(wrong) } else { 0 };
    let points = exercise.points * share as u32 / (all as u32).max(1);
    let args = args([("right", right.into()), ("wrong", wrong.into()), ("missing", (all - right).into())]);
    Verdict { chosen, points, failed: Some(Failure { check: "else".to_owned(), args }), ..open(exercise) }
}

/// One of the accepted answers; spaces and letter case do not matter, and a comma may stand for the point.
pub(crate) fn predict(exercise: &Exercise, predict: &Predict, answer: &str) -> Verdict {
    let given = normal(answer);
    let said = |check: &str| Failure { check: check.to_owned(), args: args([("answer", answer.trim().into())]) };
    if predict.accept.iter().any(|accepted| normal(accepted) == given) {
        return Verdict { failed: Some(said(&predict.accept[0])), ..passed(exercise) };
    }
    let foreseen = predict.foreseen.iter().find(|foreseen| normal(foreseen) == given);
    Verdict { failed: Some(said(foreseen.map_or(answer.trim(), String::as_str))), ..open(exercise) }
}

fn normal(answer: &str) -> String {
    let joined: String = answer.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let number = joined.replace(',', ".");
    match number.parse::<f64>() {
        Ok(number) if number.is_finite() => number.to_string(),
        _ => joined,
    }
}

/// The lines that belong, in a right order.
pub(crate) fn order(exercise: &Exercise, order: &Order, items: &[usize]) -> Verdict {
    let right: Vec<usize> = (0..order.count).collect();
    if order.count > 0 && (items == right || order.also.iter().any(|also| also == items)) {
        return passed(exercise);
    }
    let decoys = items.iter().filter(|item| **item >= order.count).count();
    let missing = right.iter().filter(|item| !items.contains(item)).count();
    // The first line that is not where it should be, from 1.
    let at =
        items.iter().zip(&right).position(|(item, right)| item != right).unwrap_or(items.len().min(right.len())) + 1;
    let args = args([("decoys", decoys.into()), ("missing", missing.into()), ("line", at.into())]);
    Verdict { failed: Some(Failure { check: "else".to_owned(), args }), ..open(exercise) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use course::model::{Setup, Task};

    fn exercise(task: Task, points: u32) -> Exercise {
        Exercise { id: "x".into(), points, setup: Setup::default(), hidden: Vec::new(), task, checks: Vec::new() }
    }

    #[test]
    fn a_quiz_with_several_right_options_gives_part_of_the_points() {
        let quiz_task = Quiz { multiple: true, correct: vec![true, true, false, false], shuffle: true };
        let exercise = exercise(Task::Quiz(quiz_task.clone()), 4);
        let grade = |chosen: &[usize]| {
            let verdict = quiz(&exercise, &quiz_task, chosen);
            (verdict.passed, verdict.points)
        };
        assert_eq!(grade(&[1, 0]), (true, 4));
        assert_eq!(grade(&[0]), (false, 2));
        assert_eq!(grade(&[0, 1, 2]), (false, 2));
        assert_eq!(grade(&[0, 1, 2, 3]), (false, 0));
        assert_eq!(grade(&[]), (false, 0));
        assert_eq!(grade(&[99]), (false, 0));
    }

    #[test]
    fn predictions_forgive_spelling_not_values() {
        let accept = vec!["7".into(), "une erreur".into(), "3.5".into()];
        let task = Predict { accept, foreseen: vec!["10".into()], ..Predict::default() };
        let exercise = exercise(Task::Predict(task.clone()), 1);
        for right in [" 7 ", "7.0", "Une  Erreur", "3,5"] {
            assert!(predict(&exercise, &task, right).passed, "{right}");
        }
        let verdict = predict(&exercise, &task, " 10");
        assert_eq!(verdict.failed.unwrap().check, "10");
        assert_eq!(predict(&exercise, &task, "10,0").failed.unwrap().check, "10");
        assert_eq!(predict(&exercise, &task, "3.50").failed.unwrap().check, "7");
    }

    #[test]
    fn orders_say_where_they_go_wrong() {
        let task = Order { count: 3, decoys: 1, also: vec![vec![1, 0, 2]] };
        let exercise = exercise(Task::Order(task.clone()), 1);
        assert!(order(&exercise, &task, &[0, 1, 2]).passed);
        assert!(order(&exercise, &task, &[1, 0, 2]).passed);
        let failed = order(&exercise, &task, &[0, 2, 3]).failed.unwrap();
        assert_eq!(failed.args, args([("decoys", 1_i64.into()), ("missing", 1_i64.into()), ("line", 2_i64.into())]));
    }
}
