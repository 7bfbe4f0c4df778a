"""The emptiest Streamlit page: what every page pays before it shows anything of its own."""

import streamlit as st

st.title("Empty page")
