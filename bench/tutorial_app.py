"""The map app that tutorials teach, to measure ours against: a Marker a clinic, st_folium as it comes."""

import os

import folium
import pandas as pd
import streamlit as st
from streamlit_folium import st_folium

st.title("Clinics")
clinics = pd.read_csv(os.environ["LOCATOR_CLINICS"], dtype=str)
clinics = clinics[clinics["latitude"].notna()]

need = st.selectbox("I need", ["Either", "The procedure"])
if need == "The procedure":
    clinics = clinics[clinics["performs"].isin(["yes"])]

site_map = folium.Map(location=[44.95, -93.28], zoom_start=9)
for clinic in clinics.itertuples():
    folium.Marker(
        [float(str(clinic.latitude)), float(str(clinic.longitude))],
        popup=f"{clinic.name}<br>{clinic.phone}",
    ).add_to(site_map)
st_folium(site_map, width=1000, height=600)
