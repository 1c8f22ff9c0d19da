//! Deploys, scales and watches.

use crate::kubernetes::types::{
    V1Container, V1ContainerPort, V1Deployment, V1DeploymentSpec, V1LabelSelector, V1ObjectMeta,
    V1PodSpec, V1PodTemplateSpec,
};
use crate::kubernetes::{Client, Error};
use serde_json::json;

pub async fn deploy(client: &Client) -> Result<Option<String>, Error> {
    let labels = [("app", "web")];
    let container = V1Container::new("web")
        .image("nginx:1.27")
        .args(["-g", "daemon off;"])
        .ports([V1ContainerPort::new(80)]);
    let template = V1PodTemplateSpec::new()
        .metadata(V1ObjectMeta::new().labels(labels))
        .spec(V1PodSpec::new([container]).node_selector([("disk", "ssd")]));
    let selector = V1LabelSelector::new().match_labels(labels);
    let deployment = V1Deployment::new()
        .metadata(V1ObjectMeta::new().name("web").labels(labels))
        .spec(V1DeploymentSpec::new(selector, template).replicas(3));
    let made = client
        .create_namespaced_deployment("default", deployment)
        .await?;
    Ok(made.metadata.and_then(|metadata| metadata.name))
}

pub async fn names(client: &Client) -> Result<Vec<String>, Error> {
    let mut deployments = client
        .list_namespaced_deployment("default")
        .label_selector("app=web")
        .limit(1)
        .items();
    let mut names = Vec::new();
    while let Some(deployment) = deployments.try_next().await? {
        names.extend(deployment.metadata.and_then(|metadata| metadata.name));
    }
    Ok(names)
}

pub async fn scale(client: &Client) -> Result<Option<i32>, Error> {
    let patch = json!({"spec": {"replicas": 5}});
    let deployment = client
        .patch_namespaced_deployment_as_strategic_merge_patch("default", "web", patch)
        .await?;
    Ok(deployment.spec.and_then(|spec| spec.replicas))
}

pub async fn watch(client: &Client) -> Result<Vec<String>, Error> {
    let mut events = client
        .list_namespaced_deployment("default")
        .send_json_lines()
        .await?;
    let mut kinds = Vec::new();
    while let Some(event) = events.try_next().await? {
        kinds.push(format!("{} {}", event.r#type, event.object["kind"]));
    }
    Ok(kinds)
}
