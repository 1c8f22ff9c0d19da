//! Which nodes of a graph lie on a circle.

/// For each node, the number of its strongly connected component, and whether the component is a circle.
pub(super) struct Components {
    number: Vec<usize>,
    circle: Vec<bool>,
}

impl Components {
    /// Whether the edge lies on a circle.
    pub(super) fn on_circle(&self, from: usize, to: usize) -> bool {
        self.number[from] == self.number[to] && self.circle[self.number[from]]
    }

    /// The nodes, each after those that it leads to.
    pub(super) fn innermost_first(&self) -> Vec<usize> {
        let mut nodes: Vec<usize> = (0..self.number.len()).collect();
        nodes.sort_by_key(|node| self.number[*node]);
        nodes
    }

    /// Whether the node lies on a circle.
    pub(super) fn has_circle(&self, node: usize) -> bool {
        self.circle[self.number[node]]
    }
}

/// Finds the components (R. Tarjan, 1972) without recursion, because a description may be deep.
pub(super) fn components(edges: &[Vec<usize>]) -> Components {
    const NONE: usize = usize::MAX;
    let count = edges.len();
    let mut order = vec![NONE; count];
    let mut low = vec![NONE; count];
    let mut number = vec![NONE; count];
    let mut circle = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let mut met = 0;
    for root in 0..count {
        let mut path: Vec<(usize, usize)> = Vec::new();
        if order[root] == NONE {
            path.push((root, 0));
        }
        while let Some((node, edge)) = path.last_mut() {
            let node = *node;
            if *edge == 0 {
                order[node] = met;
                low[node] = met;
                met += 1;
                open.push(node);
            }
            if let Some(&next) = edges[node].get(*edge) {
                *edge += 1;
                if order[next] == NONE {
                    path.push((next, 0));
                } else if number[next] == NONE {
                    low[node] = low[node].min(order[next]);
                }
                continue;
            }
            path.pop();
            if let Some((parent, _)) = path.last() {
                low[*parent] = low[*parent].min(low[node]);
            }
            if low[node] == order[node] {
                let start = open.iter().rposition(|&n| n == node).unwrap_or(0);
                let members = open.split_off(start);
                circle.push(members.len() > 1 || edges[node].contains(&node));
                for member in members {
                    number[member] = circle.len() - 1;
                }
            }
        }
    }
    Components { number, circle }
}

/// The most nodes that a path without repetition can have, as if each component could be walked in full.
pub(super) fn depth(edges: &[Vec<usize>]) -> usize {
    let Components { number, circle } = components(edges);
    let mut members = vec![Vec::new(); circle.len()];
    for (node, component) in number.iter().enumerate() {
        members[*component].push(node);
    }
    // A component is numbered after those that it leads to.
    let mut depths = vec![0; circle.len()];
    for (component, nodes) in members.iter().enumerate() {
        let next = nodes.iter().flat_map(|node| &edges[*node]);
        let below = next.map(|next| depths[number[*next]]).max();
        depths[component] = nodes.len() + below.unwrap_or_default();
    }
    depths.into_iter().max().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{components, depth};

    #[test]
    fn finds_circles() {
        let found = components(&[vec![1, 3], vec![2], vec![1], vec![3], vec![0], vec![]]);
        assert!(found.on_circle(1, 2) && found.on_circle(2, 1) && found.on_circle(3, 3));
        assert!(!found.on_circle(0, 1) && !found.on_circle(4, 0) && !found.has_circle(5));
    }

    #[test]
    fn takes_a_long_chain() {
        let chain: Vec<Vec<usize>> = (1..=100_000).map(|next| vec![next % 100_000]).collect();
        assert!(components(&chain).on_circle(5, 6));
    }

    #[test]
    fn the_depth_counts_circles_in_full() {
        assert_eq!(depth(&[]), 0);
        assert_eq!(depth(&[vec![], vec![0], vec![0, 1]]), 3);
        assert_eq!(depth(&[vec![1], vec![2, 0], vec![]]), 3);
    }
}
