//! Lists in order. Each use of the standard library's sorts weighs 4 KB in the
//! wasm; here all lists share one that sorts numbers.

/// Puts items into the order of their keys; equal ones stay as they were.
pub(crate) fn by_key<T>(items: &mut Vec<T>, key: impl Fn(&T) -> u32) {
    let keys = items.iter().map(key);
    let mut places: Vec<u64> =
        keys.zip(0_u64..).map(|(key, place)| u64::from(key) << 32 | place).collect();
    sort(&mut places);
    let mut old: Vec<Option<T>> = items.drain(..).map(Some).collect();
    for place in places {
        let place = usize::try_from(place & u64::from(u32::MAX)).unwrap_or(usize::MAX);
        items.extend(old.get_mut(place).and_then(Option::take));
    }
}

/// Heap sort: short, and never slow.
fn sort(keys: &mut [u64]) {
    for root in (0..keys.len() / 2).rev() {
        sift(keys, root);
    }
    for end in (1..keys.len()).rev() {
        keys.swap(0, end);
        sift(keys.get_mut(..end).unwrap_or_default(), 0);
    }
}

/// Lets a key sink to its place in the heap.
fn sift(keys: &mut [u64], mut root: usize) {
    loop {
        let mut child = 2 * root + 1;
        if keys.get(child + 1) > keys.get(child) {
            child += 1;
        }
        if keys.get(child) <= keys.get(root) {
            return;
        }
        keys.swap(root, child);
        root = child;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_as_the_standard_library_sorts_them() {
        for length in [0, 1, 2, 3, 10, 1000] {
            let mut items: Vec<(u32, u32)> =
                (0..length).map(|place| (place * 7919 % 13, place)).collect();
            let mut sorted = items.clone();
            by_key(&mut items, |item| item.0);
            sorted.sort_by_key(|item| item.0);
            assert_eq!(items, sorted);
        }
    }
}
