//! Deploys, scales and watches.

use crate::kubernetes::types::{
    IoK8sApiAppsV1Deployment, IoK8sApiAppsV1DeploymentSpec, IoK8sApiCoreV1Container,
    IoK8sApiCoreV1ContainerPort, IoK8sApiCoreV1PodSpec, IoK8sApiCoreV1PodTemplateSpec,
    IoK8sApimachineryPkgApisMetaV1LabelSelector, IoK8sApimachineryPkgApisMetaV1ObjectMeta,
};
use crate::kubernetes::{Client, Error};
use serde_json::json;

pub async fn deploy(client: &Client) -> Result<Option<String>, Error> {
    let labels = [("app", "web")];
    let container = IoK8sApiCoreV1Container::new("web")
        .image("nginx:1.27")
        .args(["-g", "daemon off;"])
        .ports([IoK8sApiCoreV1ContainerPort::new(80)]);
    let template = IoK8sApiCoreV1PodTemplateSpec::new()
        .metadata(IoK8sApimachineryPkgApisMetaV1ObjectMeta::new().labels(labels))
        .spec(IoK8sApiCoreV1PodSpec::new([container]).node_selector([("disk", "ssd")]));
    let selector = IoK8sApimachineryPkgApisMetaV1LabelSelector::new().match_labels(labels);
    let deployment = IoK8sApiAppsV1Deployment::new()
        .metadata(
            IoK8sApimachineryPkgApisMetaV1ObjectMeta::new()
                .name("web")
                .labels(labels),
        )
        .spec(IoK8sApiAppsV1DeploymentSpec::new(selector, template).replicas(3));
    let made = client
        .create_apps_v1_namespaced_deployment("default", deployment)
        .await?;
    Ok(made.metadata.and_then(|metadata| metadata.name))
}

pub async fn names(client: &Client) -> Result<Vec<String>, Error> {
    let mut deployments = client
        .list_apps_v1_namespaced_deployment("default")
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
        .patch_apps_v1_namespaced_deployment("default", "web", patch)
        .field_manager("scaler")
        .await?;
    Ok(deployment.spec.and_then(|spec| spec.replicas))
}

pub async fn watch(client: &Client) -> Result<Vec<String>, Error> {
    let mut events = client
        .list_apps_v1_namespaced_deployment("default")
        .send_json_lines()
        .await?;
    let mut kinds = Vec::new();
    while let Some(event) = events.try_next().await? {
        kinds.push(format!("{} {}", event.r#type, event.object["kind"]));
    }
    Ok(kinds)
}
